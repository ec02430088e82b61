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
CREATE INDEX "credential_requests_order" ON "credential_requests" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "credential_requests_state" ON "credential_requests" USING btree ("participant_id","state");--> statement-breakpoint
CREATE INDEX "credential_requests_holder" ON "credential_requests" USING btree ("participant_id","holder");--> statement-breakpoint
CREATE UNIQUE INDEX "issued_credentials_place" ON "issued_credentials" USING btree ("participant_id","status_list","status_index");--> statement-breakpoint
CREATE INDEX "issued_credentials_holder" ON "issued_credentials" USING btree ("participant_id","holder");--> statement-breakpoint
CREATE INDEX "issued_credentials_end" ON "issued_credentials" USING btree ("participant_id","valid_until");