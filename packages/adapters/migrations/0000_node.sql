CREATE TABLE "inbox" (
	"participant_id" text NOT NULL,
	"counterparty_id" text NOT NULL,
	"message_id" text NOT NULL,
	"status" integer NOT NULL,
	"answer" jsonb NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_participant_id_counterparty_id_message_id_pk" PRIMARY KEY("participant_id","counterparty_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "seen_tokens" (
	"participant_id" text NOT NULL,
	"issuer" text NOT NULL,
	"token_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "seen_tokens_participant_id_issuer_token_id_pk" PRIMARY KEY("participant_id","issuer","token_id")
);
--> statement-breakpoint
CREATE INDEX "seen_tokens_expiry" ON "seen_tokens" USING btree ("expires_at");