CREATE TABLE "api_key_network" (
	"api_key_id" uuid NOT NULL,
	"network" text NOT NULL,
	"first_used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "api_key_network_api_key_id_network_pk" PRIMARY KEY("api_key_id","network")
);
--> statement-breakpoint
ALTER TABLE "api_key_network" ADD CONSTRAINT "api_key_network_api_key_id_api_key_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_key"("id") ON DELETE cascade ON UPDATE no action;