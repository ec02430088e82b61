CREATE TABLE "catalog_entries" (
	"participant_id" text NOT NULL,
	"dataset_id" text NOT NULL,
	"entry" text NOT NULL,
	"hash" text NOT NULL,
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
ALTER TABLE "wallet_credentials" ALTER COLUMN "valid_until" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "held_by" text;--> statement-breakpoint
CREATE INDEX "catalog_entries_words" ON "catalog_entries" USING gin ("words");--> statement-breakpoint
CREATE INDEX "catalog_views_dataset" ON "catalog_views" USING btree ("participant_id","dataset_id");