ALTER TABLE "call" ADD COLUMN "sandbox" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "entered" jsonb;--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "response_headers" jsonb;--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "response_cut" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "failure" jsonb;--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "bodies_deleted_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "call_bodies" ON "call" USING btree ("called_at") WHERE "call"."bodies_deleted_at" is null;--> statement-breakpoint
UPDATE "call" SET "operation" = 'sellers.v1.getMarketplaceParticipations' WHERE "operation" = 'getMarketplaceParticipations';
