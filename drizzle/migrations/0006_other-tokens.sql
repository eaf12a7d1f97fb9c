CREATE TABLE "grantless_token" (
	"application_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"sealed" text,
	"expires_at" timestamp with time zone,
	"fence" bigint NOT NULL,
	"owner" text NOT NULL,
	"held_until" timestamp with time zone,
	"started_at" timestamp with time zone NOT NULL,
	"problem" text,
	"problem_detail" text,
	"request_id" text,
	"retry_at" timestamp with time zone,
	CONSTRAINT "grantless_token_application_id_scope_pk" PRIMARY KEY("application_id","scope")
);
--> statement-breakpoint
CREATE TABLE "key_use" (
	"api_key_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "key_use_api_key_id_day_kind_pk" PRIMARY KEY("api_key_id","day","kind")
);
--> statement-breakpoint
ALTER TABLE "grantless_token" ADD CONSTRAINT "grantless_token_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO "key_use" ("api_key_id", "kind", "day", "count") SELECT "api_key_id", 'access', "day", sum("count") FROM "vend_count" GROUP BY "api_key_id", "day";
