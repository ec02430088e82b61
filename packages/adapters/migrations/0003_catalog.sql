-- Trigrams find parts of words in titles and descriptions; the extension is trusted, so an owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "demands" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "demands_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"seeker" text NOT NULL,
	CONSTRAINT "demands_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "run_terms" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "run_terms_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"initiator" text NOT NULL,
	CONSTRAINT "run_terms_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "datasets" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "datasets_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "datasets_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "harvests" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "harvests_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "harvests_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "listing_words" (
	"participant_id" text NOT NULL,
	"listing_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"industry" text NOT NULL,
	"task" text NOT NULL,
	"uses" text[] NOT NULL,
	"words" "tsvector" NOT NULL,
	"lengths" integer[] NOT NULL,
	"plain" text NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "listing_words_participant_id_listing_id_pk" PRIMARY KEY("participant_id","listing_id")
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "listings_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"owner_id" text NOT NULL,
	CONSTRAINT "listings_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE INDEX "demands_order" ON "demands" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "run_terms_order" ON "run_terms" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "datasets_order" ON "datasets" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "datasets_state" ON "datasets" USING btree ("participant_id","state");--> statement-breakpoint
CREATE INDEX "harvests_order" ON "harvests" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "listing_words_words" ON "listing_words" USING gin ("words");--> statement-breakpoint
CREATE INDEX "listing_words_plain" ON "listing_words" USING gin ("plain" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "listing_words_industry" ON "listing_words" USING btree ("participant_id","industry");--> statement-breakpoint
CREATE INDEX "listing_words_owner" ON "listing_words" USING btree ("participant_id","owner_id");--> statement-breakpoint
CREATE INDEX "listings_order" ON "listings" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "listings_state" ON "listings" USING btree ("participant_id","state");--> statement-breakpoint
CREATE INDEX "listings_owner" ON "listings" USING btree ("participant_id","owner_id");