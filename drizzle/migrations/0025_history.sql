CREATE TABLE "history" (
	"grain" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"metric" text NOT NULL,
	"label" text NOT NULL,
	"process" text DEFAULT '' NOT NULL,
	"value" bigint NOT NULL,
	CONSTRAINT "history_grain_starts_at_metric_label_process_pk" PRIMARY KEY("grain","starts_at","metric","label","process"),
	CONSTRAINT "history_grain" CHECK ("history"."grain" in ('hour', 'day'))
);
