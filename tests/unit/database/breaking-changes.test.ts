import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { describe, expect, test } from 'vitest'
import { listBreakingChanges } from '#lib/database/breaking-changes.ts'

describe('a migration breaks the previous version if it', () => {
  test.each([
    ['drops a table', 'DROP TABLE "visit";'],
    ['drops a column', 'ALTER TABLE "audit" DROP COLUMN "address";'],
    ['drops a constraint', 'ALTER TABLE "audit" DROP CONSTRAINT "audit_outcome";'],
    ['drops an index, which an upsert may name', 'DROP INDEX "authorization_grant";'],
    ['drops a default', 'ALTER TABLE "audit" ALTER COLUMN "outcome" DROP DEFAULT;'],
    ['renames a column', 'ALTER TABLE "audit" RENAME COLUMN "address" TO "ip";'],
    ['renames a table', 'ALTER TABLE "audit" RENAME TO "log";'],
    ['changes a type', 'ALTER TABLE "attempt" ALTER COLUMN "problem" SET DATA TYPE jsonb;'],
    ['forbids null', 'ALTER TABLE "attempt" ALTER COLUMN "code" SET NOT NULL;'],
    ['adds a required column without a default', 'ALTER TABLE "audit" ADD COLUMN "host" text NOT NULL;'],
    ['makes values unique', 'CREATE UNIQUE INDEX "one" ON "audit" USING btree ("action");'],
    ['checks values', `ALTER TABLE "audit" ADD CONSTRAINT "one" CHECK ("audit"."action" <> '');`],
    [
      'ties values to another table',
      'ALTER TABLE "audit" ADD CONSTRAINT "fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id");',
    ],
    ['adds a trigger', 'CREATE TRIGGER "t" BEFORE UPDATE ON "audit" FOR EACH ROW EXECUTE FUNCTION "f"();'],
    ['replaces a function', 'CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS $$ select 1; $$;'],
    ['does so after something else', 'CREATE INDEX "i" ON "audit" ("action"); DROP TABLE "visit";'],
  ])('%s', (_, statement) => {
    expect(listBreakingChanges([statement])).toHaveLength(1)
  })
})

describe('a migration keeps the previous version working if it', () => {
  test.each([
    ['adds a table', 'CREATE TABLE "visit" ("id" uuid PRIMARY KEY NOT NULL, "at" timestamp NOT NULL);'],
    ['adds a column', 'ALTER TABLE "audit" ADD COLUMN "host" text;'],
    ['adds a required column with a default', `ALTER TABLE "audit" ADD COLUMN "h" text DEFAULT '' NOT NULL;`],
    ['adds an index', 'CREATE INDEX "i" ON "audit" USING btree ("action");'],
    ['allows null', 'ALTER TABLE "attempt" ALTER COLUMN "code" DROP NOT NULL;'],
    ['says why it may drop something', '-- Compatible: unused since 0.2.0\nDROP TABLE "visit";'],
    ['fills a column', `UPDATE "audit" SET "host" = 'here';`],
    [
      'adds a table with constraints, indexes and triggers of its own',
      `CREATE TABLE "visit" ("id" uuid PRIMARY KEY NOT NULL, "name" text NOT NULL);
       CREATE UNIQUE INDEX "visit_name" ON "visit" USING btree ("name");
       ALTER TABLE "visit" ADD CONSTRAINT "fk" FOREIGN KEY ("id") REFERENCES "public"."person"("id");
       CREATE TRIGGER "t" BEFORE UPDATE ON "visit" FOR EACH ROW EXECUTE FUNCTION "f"();`,
    ],
    [
      'makes a new column unique',
      'ALTER TABLE "audit" ADD COLUMN "host" text; CREATE UNIQUE INDEX "one" ON "audit" ("host");',
    ],
    [
      'ties a new column to another table',
      `ALTER TABLE "audit" ADD COLUMN "host_id" uuid;
       ALTER TABLE "audit" ADD CONSTRAINT "fk" FOREIGN KEY ("host_id") REFERENCES "public"."host"("id");`,
    ],
    [
      'has a function whose body would be a change elsewhere',
      'CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ drop table "visit"; $$;',
    ],
  ])('%s', (_, statement) => {
    expect(listBreakingChanges([statement])).toEqual([])
  })
})

/** From before the decision that the previous version has to keep working (0071). Don't add any. */
const earlierBreaks = [
  '0004_every-way-in',
  '0007_attempt-search',
  '0010_outcomes-and-names',
  '0014_attempt_claims',
  '0019_failures-as-fields',
  '0020_state-and-events',
  '0033_vended-marketplaces',
  '0042_audit-chain',
]

test('I2: no migration breaks the previous version, except for a few from before that decision', () => {
  const migrationsFolder = join(import.meta.dirname, '../../../drizzle/migrations')
  const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8')) as {
    readonly entries: readonly { readonly tag: string }[]
  }
  const breaking = readMigrationFiles({ migrationsFolder }).flatMap(({ sql }, index) => {
    const changes = listBreakingChanges(sql)
    return changes.length === 0 ? [] : [`${journal.entries[index]?.tag}`]
  })
  expect(breaking).toEqual(earlierBreaks)
})
