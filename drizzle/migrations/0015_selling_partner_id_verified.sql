ALTER TABLE "authorization" ADD COLUMN "id_verified_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "id_verified_by" text;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "id_checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "id_problem" text;