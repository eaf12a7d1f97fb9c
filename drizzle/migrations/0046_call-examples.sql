CREATE TABLE "call_example" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"is_shared" boolean NOT NULL,
	"operation_key" text NOT NULL,
	"entered" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "call_example" ADD CONSTRAINT "call_example_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "call_example_own" ON "call_example" USING btree ("owner_id","operation_key",lower("name")) WHERE not "call_example"."is_shared";--> statement-breakpoint
CREATE UNIQUE INDEX "call_example_shared" ON "call_example" USING btree ("operation_key",lower("name")) WHERE "call_example"."is_shared";