CREATE TABLE "attempt_step" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"attempt_id" uuid NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	"step" text NOT NULL,
	"host" text,
	"problem" text,
	"amazon_request_id" text,
	"duration_ms" integer
);
--> statement-breakpoint
CREATE TABLE "connect_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"application_id" uuid NOT NULL,
	"account_id" uuid,
	"marketplace_id" text,
	"partner_type" text NOT NULL,
	"expected_selling_partner_id" text,
	"authorization_id" uuid,
	"return_to" text,
	"label" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "audit_happened";--> statement-breakpoint
DROP INDEX "authorization_created";--> statement-breakpoint
DROP INDEX "authorization_grant";--> statement-breakpoint
ALTER TABLE "authorization" ALTER COLUMN "selling_partner_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "kind" text DEFAULT 'public' NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "is_listed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "is_sandbox" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "partner_types" text[] DEFAULT '{"seller","vendor"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "secret_ending" text;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "secret_created_on" date;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "secret_stored_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "fallback_secret_sealed" text;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "fallback_secret_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "fallback_secret_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "log_in_uri" text;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "return_addresses" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "roles" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "role_added_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "renewal_term_days" integer DEFAULT 365;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "renewal_due_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "renewal_warning_days" integer[] DEFAULT '{60,30,7}' NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "defined_by" text DEFAULT 'environment' NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "environment_secret_digest" text;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "retired_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "connect_link_id" uuid;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "return_to" text;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "workflow" text DEFAULT 'website' NOT NULL;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "grant_key" text;--> statement-breakpoint
UPDATE "authorization" SET "grant_key" = "selling_partner_id";--> statement-breakpoint
ALTER TABLE "authorization" ALTER COLUMN "grant_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "label" text;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "released_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "last_token_sealed" text;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "last_token_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "last_token_renewed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attempt_step" ADD CONSTRAINT "attempt_step_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempt"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connect_link" ADD CONSTRAINT "connect_link_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connect_link" ADD CONSTRAINT "connect_link_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connect_link" ADD CONSTRAINT "connect_link_authorization_id_authorization_id_fk" FOREIGN KEY ("authorization_id") REFERENCES "public"."authorization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connect_link" ADD CONSTRAINT "connect_link_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempt_step_attempt" ON "attempt_step" USING btree ("attempt_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "connect_link_digest" ON "connect_link" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "connect_link_created" ON "connect_link" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "attempt_selling_partner" ON "attempt" USING btree ("selling_partner_id","started_at");--> statement-breakpoint
CREATE INDEX "attempt_authorization" ON "attempt" USING btree ("authorization_id","started_at");--> statement-breakpoint
CREATE INDEX "authorization_renewed" ON "authorization" USING btree ("application_id","renewed_at");--> statement-breakpoint
CREATE INDEX "authorization_last_token" ON "authorization" USING btree ("last_token_until") WHERE "authorization"."last_token_sealed" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "authorization_grant" ON "authorization" USING btree ("application_id","grant_key","region","consent_group") WHERE "authorization"."released_at" is null;