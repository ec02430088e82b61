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
CREATE INDEX "token_clients_order" ON "token_clients" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "wallet_offers_order" ON "wallet_offers" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "wallet_requests_order" ON "wallet_requests" USING btree ("participant_id","position");