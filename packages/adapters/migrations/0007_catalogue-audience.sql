DROP INDEX "catalog_views_dataset";--> statement-breakpoint
ALTER TABLE "catalog_entries" ADD COLUMN "audience" text[] DEFAULT '{"*"}' NOT NULL;