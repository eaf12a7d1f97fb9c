ALTER TABLE "api_key" ADD COLUMN "holder" text DEFAULT 'program' NOT NULL;--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "api_key_id" uuid;