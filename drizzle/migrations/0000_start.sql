CREATE TABLE "access_token" (
	"authorization_id" uuid PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token_version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "application" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"sp_api_application_id" text NOT NULL,
	"status" text NOT NULL,
	"lwa_client_id" text NOT NULL,
	"lwa_client_secret_sealed" text NOT NULL,
	"token_endpoint" text NOT NULL,
	"redirect_uri" text NOT NULL,
	"credentials_problem" text,
	"credentials_problem_at" timestamp with time zone,
	"credentials_problem_request_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workflow" text NOT NULL,
	"status" text NOT NULL,
	"application_id" uuid NOT NULL,
	"account_id" uuid,
	"person_id" uuid,
	"authorization_id" uuid,
	"marketplace_id" text,
	"partner_type" text NOT NULL,
	"binding_digest" text NOT NULL,
	"state_digest" text,
	"second_state_digest" text,
	"state_expires_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"amazon_callback_uri" text,
	"amazon_state" text,
	"announced_selling_partner_id" text,
	"selling_partner_id" text,
	"redirect_digest" text,
	"code_sealed" text,
	"code_expires_at" timestamp with time zone,
	"claimed_at" timestamp with time zone,
	"uncertain_sends" integer DEFAULT 0 NOT NULL,
	"grant_sealed" text,
	"problem" text,
	"problem_detail" text,
	"amazon_request_id" text,
	"unknown_parameters" text[],
	"started_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	"action" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"account_id" uuid,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"details" jsonb NOT NULL,
	"request_id" text,
	"address" text
);
--> statement-breakpoint
CREATE TABLE "authorization" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"selling_partner_id" text NOT NULL,
	"region" text NOT NULL,
	"consent_group" text NOT NULL,
	"partner_type" text NOT NULL,
	"marketplace_id" text NOT NULL,
	"store_name" text,
	"refresh_token_sealed" text,
	"token_version" integer DEFAULT 1 NOT NULL,
	"authorized_at" timestamp with time zone NOT NULL,
	"renewed_at" timestamp with time zone NOT NULL,
	"disconnected_at" timestamp with time zone,
	"disconnected_by" text,
	"last_refresh_at" timestamp with time zone,
	"last_refresh_problem" text,
	"last_refresh_detail" text,
	"last_refresh_request_id" text,
	"last_worked_at" timestamp with time zone,
	"first_invalid_grant_at" timestamp with time zone,
	"last_invalid_grant_at" timestamp with time zone,
	"invalid_grants" integer DEFAULT 0 NOT NULL,
	"participations_read_at" timestamp with time zone,
	"participations_problem" text,
	"participations_request_id" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authorization_id" uuid NOT NULL,
	"person_id" uuid,
	"operation" text NOT NULL,
	"request" jsonb NOT NULL,
	"status" integer,
	"request_id" text,
	"rate_limit" text,
	"duration_ms" integer NOT NULL,
	"response" text,
	"problem" text,
	"called_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"role" text NOT NULL,
	"email" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "key_canary" (
	"key_id" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "marketplace_participation" (
	"authorization_id" uuid NOT NULL,
	"marketplace_id" text NOT NULL,
	"country_code" text NOT NULL,
	"marketplace_name" text NOT NULL,
	"domain_name" text NOT NULL,
	"currency" text NOT NULL,
	"language" text NOT NULL,
	"store_name" text NOT NULL,
	"is_participating" boolean NOT NULL,
	"has_suspended_listings" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" text NOT NULL,
	"account_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "refusal" (
	"door" text NOT NULL,
	"cause" text NOT NULL,
	"minute" bigint NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"address" text,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throttle" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_authorization_id_authorization_id_fk" FOREIGN KEY ("authorization_id") REFERENCES "public"."authorization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authorization" ADD CONSTRAINT "authorization_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authorization" ADD CONSTRAINT "authorization_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_authorization_id_authorization_id_fk" FOREIGN KEY ("authorization_id") REFERENCES "public"."authorization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marketplace_participation" ADD CONSTRAINT "marketplace_participation_authorization_id_authorization_id_fk" FOREIGN KEY ("authorization_id") REFERENCES "public"."authorization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "application_sp_api_application_id" ON "application" USING btree ("sp_api_application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_state_digest" ON "attempt" USING btree ("state_digest");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_second_state_digest" ON "attempt" USING btree ("second_state_digest");--> statement-breakpoint
CREATE INDEX "attempt_account" ON "attempt" USING btree ("account_id","started_at");--> statement-breakpoint
CREATE INDEX "attempt_started" ON "attempt" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "attempt_open" ON "attempt" USING btree ("status","expires_at");--> statement-breakpoint
CREATE INDEX "audit_target" ON "audit" USING btree ("target_kind","target_id","id");--> statement-breakpoint
CREATE INDEX "audit_happened" ON "audit" USING btree ("happened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "authorization_grant" ON "authorization" USING btree ("application_id","selling_partner_id","region","consent_group");--> statement-breakpoint
CREATE INDEX "authorization_account" ON "authorization" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "authorization_created" ON "authorization" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "call_authorization" ON "call" USING btree ("authorization_id","called_at");--> statement-breakpoint
CREATE INDEX "call_called" ON "call" USING btree ("called_at");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_digest" ON "invitation" USING btree ("digest");--> statement-breakpoint
CREATE UNIQUE INDEX "marketplace_participation_marketplace" ON "marketplace_participation" USING btree ("authorization_id","marketplace_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_email" ON "person" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "refusal_cause" ON "refusal" USING btree ("door","cause","minute");--> statement-breakpoint
CREATE UNIQUE INDEX "session_digest" ON "session" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person_id");