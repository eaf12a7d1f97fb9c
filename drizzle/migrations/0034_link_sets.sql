ALTER TABLE "account" ADD COLUMN "planned_countries" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "connect_link" ADD COLUMN "steps" jsonb DEFAULT '[]'::jsonb NOT NULL;