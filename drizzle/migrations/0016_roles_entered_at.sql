ALTER TABLE "application" ADD COLUMN "roles_entered_at" timestamp with time zone;--> statement-breakpoint
UPDATE "application" SET "roles_entered_at" = "created_at" WHERE jsonb_array_length("roles") > 0;
