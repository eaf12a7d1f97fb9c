ALTER TABLE "attempt" ADD COLUMN "claim_id" uuid;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "claimed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "retry_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "exchanged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "store_tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "verified" jsonb;--> statement-breakpoint
CREATE INDEX "attempt_unfinished" ON "attempt" USING btree ("retry_at") WHERE "attempt"."status" in ('received', 'exchanging', 'exchanged');--> statement-breakpoint
ALTER TABLE "attempt" DROP COLUMN "claimed_at";