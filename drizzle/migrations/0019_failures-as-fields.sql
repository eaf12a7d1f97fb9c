-- What was kept of a failure was the line that people read. Its fields are taken out of it once; afterwards nothing reads a
-- failure out of a sentence.
CREATE FUNCTION failure_of(line text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN line IS NULL THEN NULL
    WHEN line ~ '^LWA [0-9]{3} \w+: ' THEN jsonb_build_object(
      'source', 'lwa', 'status', substring(line from '^LWA ([0-9]{3})')::int,
      'code', substring(line from '^LWA [0-9]{3} (\w+): '),
      'detail', regexp_replace(line, '^LWA [0-9]{3} \w+: ', ''))
    WHEN line ~ '^SP-API [0-9]{3} [^:]+: ' THEN jsonb_build_object(
      'source', 'sp-api', 'status', substring(line from '^SP-API ([0-9]{3})')::int,
      'code', substring(line from '^SP-API [0-9]{3} ([^:]+): '),
      'detail', regexp_replace(line, '^SP-API [0-9]{3} [^:]+: ', ''))
    WHEN line ~ '^Amazon could not be reached: [a-z-]+ \(.*\)$' THEN jsonb_build_object(
      'source', 'network', 'status', NULL,
      'code', substring(line from '^Amazon could not be reached: ([a-z-]+) '),
      'detail', substring(line from '^Amazon could not be reached: [a-z-]+ \((.*)\)$'))
    WHEN line ~ '^Amazon''s answer \([0-9]{3}\) cannot be read: ' THEN jsonb_build_object(
      'source', 'answer', 'status', substring(line from '\(([0-9]{3})\)')::int, 'code', NULL,
      'detail', regexp_replace(line, '^Amazon''s answer \([0-9]{3}\) cannot be read: ', ''))
    ELSE jsonb_build_object('source', 'gatehouse', 'status', NULL, 'code', NULL, 'detail', line)
  END
$$;--> statement-breakpoint
ALTER TABLE "application" ALTER COLUMN "credentials_problem" SET DATA TYPE jsonb USING failure_of("credentials_problem");--> statement-breakpoint
ALTER TABLE "attempt" ALTER COLUMN "problem_detail" SET DATA TYPE jsonb USING failure_of("problem_detail");--> statement-breakpoint
ALTER TABLE "authorization" ALTER COLUMN "last_refresh_detail" SET DATA TYPE jsonb USING failure_of("last_refresh_detail");--> statement-breakpoint
ALTER TABLE "grantless_token" ALTER COLUMN "problem_detail" SET DATA TYPE jsonb USING failure_of("problem_detail");--> statement-breakpoint
ALTER TABLE "incident" ALTER COLUMN "detail" SET DATA TYPE jsonb USING failure_of("detail");--> statement-breakpoint
ALTER TABLE "refresh_lease" ALTER COLUMN "problem_detail" SET DATA TYPE jsonb USING failure_of("problem_detail");--> statement-breakpoint
DROP FUNCTION failure_of(text);
