CREATE TABLE "catalog_entries" (
	"participant_id" text NOT NULL,
	"dataset_id" text NOT NULL,
	"entry" text NOT NULL,
	"hash" text NOT NULL,
	"audience" text[] DEFAULT '{"*"}' NOT NULL,
	"words" text[] NOT NULL,
	"rows" double precision,
	"modified" timestamp with time zone,
	CONSTRAINT "catalog_entries_participant_id_dataset_id_pk" PRIMARY KEY("participant_id","dataset_id")
);
--> statement-breakpoint
CREATE TABLE "catalog_views" (
	"participant_id" text NOT NULL,
	"viewer" text NOT NULL,
	"dataset_id" text NOT NULL,
	CONSTRAINT "catalog_views_participant_id_viewer_dataset_id_pk" PRIMARY KEY("participant_id","viewer","dataset_id")
);
--> statement-breakpoint
CREATE TABLE "credential_requests" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "credential_requests_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"holder" text NOT NULL,
	CONSTRAINT "credential_requests_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "issued_credentials" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"holder" text NOT NULL,
	"object_id" text NOT NULL,
	"status_list" text NOT NULL,
	"status_index" integer NOT NULL,
	"state" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"valid_until" timestamp with time zone NOT NULL,
	"offered_at" timestamp with time zone,
	CONSTRAINT "issued_credentials_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "known_members" (
	"participant_id" text NOT NULL,
	"member" text NOT NULL,
	"issuer" text NOT NULL,
	"statuses" jsonb NOT NULL,
	"valid_until" text,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_members_participant_id_member_pk" PRIMARY KEY("participant_id","member")
);
--> statement-breakpoint
CREATE TABLE "token_clients" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "token_clients_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "token_clients_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "wallet_offers" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "wallet_offers_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"issuer" text NOT NULL,
	CONSTRAINT "wallet_offers_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "wallet_requests" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "wallet_requests_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"issuer" text NOT NULL,
	CONSTRAINT "wallet_requests_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
ALTER TABLE "wallet_credentials" ALTER COLUMN "valid_until" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "transfers" ADD COLUMN "gate" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "held_by" text;--> statement-breakpoint
CREATE INDEX "catalog_entries_words" ON "catalog_entries" USING gin ("words");--> statement-breakpoint
CREATE INDEX "credential_requests_order" ON "credential_requests" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "credential_requests_state" ON "credential_requests" USING btree ("participant_id","state");--> statement-breakpoint
CREATE INDEX "credential_requests_holder" ON "credential_requests" USING btree ("participant_id","holder");--> statement-breakpoint
CREATE UNIQUE INDEX "issued_credentials_place" ON "issued_credentials" USING btree ("participant_id","status_list","status_index");--> statement-breakpoint
CREATE INDEX "issued_credentials_holder" ON "issued_credentials" USING btree ("participant_id","holder");--> statement-breakpoint
CREATE INDEX "issued_credentials_end" ON "issued_credentials" USING btree ("participant_id","valid_until");--> statement-breakpoint
CREATE INDEX "token_clients_order" ON "token_clients" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "wallet_offers_order" ON "wallet_offers" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "wallet_requests_order" ON "wallet_requests" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "transfers_gate" ON "transfers" USING btree ("participant_id","gate");--> statement-breakpoint
UPDATE "transfers" SET "gate" = 'open', "body" = "body" || '{"gate":"open"}'::jsonb WHERE "side" = 'provider' AND "state" IN ('REQUESTED', 'STARTED');
