CREATE TABLE "token_import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"created_by_key" uuid,
	"canceled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "token_import_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"position" bigserial NOT NULL,
	"application_id" uuid,
	"partner_type" text,
	"marketplace_id" text,
	"is_country_stated" boolean DEFAULT false NOT NULL,
	"selling_partner_id" text,
	"account_id" uuid,
	"authorized_at" timestamp with time zone,
	"external_reference" text,
	"tags" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"token_sealed" text,
	"token_digest" text,
	"result" text DEFAULT 'pending' NOT NULL,
	"problem" text,
	"problem_field" text,
	"failure" jsonb,
	"amazon_request_id" text,
	"authorization_id" uuid,
	"attempt_id" uuid,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"claim_id" uuid,
	"claimed_until" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "token_import_line_token" CHECK (("token_import_line"."result" = 'pending') = ("token_import_line"."token_sealed" is not null))
);
--> statement-breakpoint
ALTER TABLE "token_import" ADD CONSTRAINT "token_import_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_import" ADD CONSTRAINT "token_import_created_by_key_api_key_id_fk" FOREIGN KEY ("created_by_key") REFERENCES "public"."api_key"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_import_line" ADD CONSTRAINT "token_import_line_import_id_token_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."token_import"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_import_line" ADD CONSTRAINT "token_import_line_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_import_line" ADD CONSTRAINT "token_import_line_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_import_line" ADD CONSTRAINT "token_import_line_authorization_id_authorization_id_fk" FOREIGN KEY ("authorization_id") REFERENCES "public"."authorization"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_import_line" ADD CONSTRAINT "token_import_line_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempt"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "token_import_created" ON "token_import" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "token_import_line_number" ON "token_import_line" USING btree ("import_id","line");--> statement-breakpoint
CREATE INDEX "token_import_line_digest" ON "token_import_line" USING btree ("token_digest");--> statement-breakpoint
CREATE INDEX "token_import_line_due" ON "token_import_line" USING btree ("due_at") WHERE "token_import_line"."result" = 'pending';--> statement-breakpoint
CREATE INDEX "token_import_line_authorization" ON "token_import_line" USING btree ("authorization_id");