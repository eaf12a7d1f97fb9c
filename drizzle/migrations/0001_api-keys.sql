CREATE TABLE "api_key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"digest" text NOT NULL,
	"scopes" text[] NOT NULL,
	"application_id" uuid,
	"account_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "vend_count" (
	"api_key_id" uuid NOT NULL,
	"authorization_id" uuid NOT NULL,
	"day" date NOT NULL,
	"count" bigint NOT NULL,
	"last_vended_at" timestamp with time zone NOT NULL,
	CONSTRAINT "vend_count_api_key_id_authorization_id_day_pk" PRIMARY KEY("api_key_id","authorization_id","day")
);
--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_key_prefix" ON "api_key" USING btree ("prefix");--> statement-breakpoint
CREATE INDEX "api_key_created" ON "api_key" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "vend_count_authorization" ON "vend_count" USING btree ("authorization_id","day");