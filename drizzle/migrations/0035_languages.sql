ALTER TABLE "account" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "language" text DEFAULT 'en' NOT NULL;