CREATE TABLE "agreements" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "agreements_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"side" text NOT NULL,
	"counterparty_id" text NOT NULL,
	"dataset_id" text NOT NULL,
	"negotiation_id" text NOT NULL,
	CONSTRAINT "agreements_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "negotiations" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "negotiations_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"side" text NOT NULL,
	"counterparty_id" text NOT NULL,
	"counterparty_pid" text,
	"dataset_id" text NOT NULL,
	"agreement_id" text,
	CONSTRAINT "negotiations_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "settlements" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "settlements_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "settlements_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "transfers_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	"side" text NOT NULL,
	"counterparty_id" text NOT NULL,
	"counterparty_pid" text,
	"agreement_id" text NOT NULL,
	CONSTRAINT "transfers_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "usage_counters" (
	"participant_id" text NOT NULL,
	"agreement_id" text NOT NULL,
	"counter" text NOT NULL,
	"used" bigint NOT NULL,
	CONSTRAINT "usage_counters_participant_id_agreement_id_counter_pk" PRIMARY KEY("participant_id","agreement_id","counter")
);
--> statement-breakpoint
CREATE TABLE "usage_entries" (
	"participant_id" text NOT NULL,
	"agreement_id" text NOT NULL,
	"counter" text NOT NULL,
	"key" text NOT NULL,
	"amount" bigint NOT NULL,
	"counted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "usage_entries_participant_id_agreement_id_counter_key_pk" PRIMARY KEY("participant_id","agreement_id","counter","key")
);
--> statement-breakpoint
CREATE TABLE "log_cosignatures" (
	"participant_id" text NOT NULL,
	"witness" text NOT NULL,
	"size" bigint NOT NULL,
	"root" text NOT NULL,
	"cosignature" jsonb NOT NULL,
	CONSTRAINT "log_cosignatures_participant_id_size_root_witness_pk" PRIMARY KEY("participant_id","size","root","witness")
);
--> statement-breakpoint
CREATE TABLE "log_heads" (
	"participant_id" text NOT NULL,
	"size" bigint NOT NULL,
	"signed_head" jsonb NOT NULL,
	CONSTRAINT "log_heads_participant_id_size_pk" PRIMARY KEY("participant_id","size")
);
--> statement-breakpoint
CREATE TABLE "log_nodes" (
	"participant_id" text NOT NULL,
	"level" integer NOT NULL,
	"index" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "log_nodes_participant_id_level_index_pk" PRIMARY KEY("participant_id","level","index")
);
--> statement-breakpoint
CREATE TABLE "log_records" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "log_records_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"participant_id" text NOT NULL,
	"leaf" bigint,
	"record" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "witnessed_heads" (
	"witness" text NOT NULL,
	"origin" text NOT NULL,
	"head" jsonb NOT NULL,
	CONSTRAINT "witnessed_heads_witness_origin_pk" PRIMARY KEY("witness","origin")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "members_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "members_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "participants" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "participants_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "participants_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "wallet_credentials" (
	"holder" text NOT NULL,
	"id" text NOT NULL,
	"types" text[] NOT NULL,
	"issuer" text NOT NULL,
	"valid_until" text NOT NULL,
	"jwt" text NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "wallet_credentials_holder_id_pk" PRIMARY KEY("holder","id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" text NOT NULL,
	"participant_id" text NOT NULL,
	"counterparty_id" text NOT NULL,
	"destination" text NOT NULL,
	"body" jsonb NOT NULL,
	"process_id" text NOT NULL,
	"kind" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"last_error" text,
	"dead_at" timestamp with time zone,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "agreements_order" ON "agreements" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "agreements_state" ON "agreements" USING btree ("participant_id","state");--> statement-breakpoint
CREATE INDEX "agreements_dataset" ON "agreements" USING btree ("participant_id","dataset_id");--> statement-breakpoint
CREATE INDEX "negotiations_order" ON "negotiations" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "negotiations_state" ON "negotiations" USING btree ("participant_id","state");--> statement-breakpoint
CREATE INDEX "negotiations_counterparty" ON "negotiations" USING btree ("participant_id","counterparty_id","counterparty_pid");--> statement-breakpoint
CREATE INDEX "settlements_order" ON "settlements" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "transfers_order" ON "transfers" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "transfers_state" ON "transfers" USING btree ("participant_id","state");--> statement-breakpoint
CREATE INDEX "transfers_agreement" ON "transfers" USING btree ("participant_id","agreement_id");--> statement-breakpoint
CREATE UNIQUE INDEX "log_records_place" ON "log_records" USING btree ("participant_id","leaf");--> statement-breakpoint
CREATE INDEX "log_records_pending" ON "log_records" USING btree ("participant_id","id") WHERE leaf is null;--> statement-breakpoint
CREATE INDEX "members_order" ON "members" USING btree ("participant_id","position");--> statement-breakpoint
CREATE INDEX "participants_order" ON "participants" USING btree ("participant_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_identity" ON "outbox" USING btree ("participant_id","id");--> statement-breakpoint
CREATE INDEX "outbox_order" ON "outbox" USING btree ("participant_id","process_id","position") WHERE dead_at is null;--> statement-breakpoint
CREATE INDEX "outbox_dead" ON "outbox" USING btree ("participant_id","position") WHERE dead_at is not null;--> statement-breakpoint
CREATE FUNCTION "keep_log_records"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND OLD."leaf" IS NULL AND NEW."leaf" IS NOT NULL AND NEW."id" = OLD."id"
		AND NEW."participant_id" = OLD."participant_id" AND NEW."record" = OLD."record" THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'log records are never changed or removed';
END $$;--> statement-breakpoint
CREATE TRIGGER "log_records_append_only" BEFORE UPDATE OR DELETE ON "log_records"
	FOR EACH ROW EXECUTE FUNCTION "keep_log_records"();
