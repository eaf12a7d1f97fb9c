ALTER TABLE "api_key" ADD COLUMN "tags" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "api_key" ADD COLUMN "networks" text[];--> statement-breakpoint
ALTER TABLE "api_key" ADD COLUMN "min_ttl_seconds" integer;--> statement-breakpoint
ALTER TABLE "api_key" ADD COLUMN "previous_digest" text;--> statement-breakpoint
ALTER TABLE "api_key" ADD COLUMN "previous_until" timestamp with time zone;