CREATE TABLE "api_process" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"window" bigint NOT NULL,
	"requests" jsonb NOT NULL
);
