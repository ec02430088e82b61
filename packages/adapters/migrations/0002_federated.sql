CREATE TABLE "participations" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "participations_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"run_id" text NOT NULL,
	CONSTRAINT "participations_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "training_attempts" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "training_attempts_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"run_id" text NOT NULL,
	CONSTRAINT "training_attempts_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "training_inputs" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "training_inputs_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"attempt_id" text NOT NULL,
	"phase" text NOT NULL,
	CONSTRAINT "training_inputs_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "training_receipts" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "training_receipts_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"run_id" text NOT NULL,
	CONSTRAINT "training_receipts_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "training_runs" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "training_runs_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"initiator" text NOT NULL,
	CONSTRAINT "training_runs_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE INDEX "participations_order" ON "participations" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "participations_state" ON "participations" USING btree ("participant_id","state");--> statement-breakpoint
CREATE INDEX "participations_run" ON "participations" USING btree ("participant_id","run_id");--> statement-breakpoint
CREATE INDEX "training_attempts_order" ON "training_attempts" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "training_attempts_run" ON "training_attempts" USING btree ("participant_id","run_id");--> statement-breakpoint
CREATE INDEX "training_inputs_order" ON "training_inputs" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "training_inputs_attempt" ON "training_inputs" USING btree ("participant_id","attempt_id","phase");--> statement-breakpoint
CREATE INDEX "training_receipts_order" ON "training_receipts" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "training_receipts_run" ON "training_receipts" USING btree ("participant_id","run_id");--> statement-breakpoint
CREATE INDEX "training_runs_order" ON "training_runs" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "training_runs_state" ON "training_runs" USING btree ("participant_id","state");--> statement-breakpoint
CREATE INDEX "training_runs_initiator" ON "training_runs" USING btree ("participant_id","initiator");