import { sql } from 'drizzle-orm'
import { branding } from '#drizzle/schema.ts'
import type { Database, Transaction } from '../database/pool.ts'

export type BrandingRow = Omit<typeof branding.$inferSelect, 'id' | 'logo' | 'logoType'>
export type BrandingChange = Omit<typeof branding.$inferInsert, 'id'>

/** Everything but the image itself, since every seller's page reads it. */
const columns = {
  companyName: branding.companyName,
  supportEmail: branding.supportEmail,
  accentLight: branding.accentLight,
  accentDark: branding.accentDark,
  imprintUrl: branding.imprintUrl,
  privacyUrl: branding.privacyUrl,
  termsUrl: branding.termsUrl,
  logoWidth: branding.logoWidth,
  logoHeight: branding.logoHeight,
  logoDigest: branding.logoDigest,
  updatedAt: branding.updatedAt,
}

/** Null until an administrator has changed something. */
export async function findBranding(db: Database): Promise<BrandingRow | null> {
  const [row] = await db.select(columns).from(branding)
  return row ?? null
}

/** As `findBranding`, until the end of the transaction for this one alone, even while there is no row. */
export async function lockBranding(db: Transaction): Promise<BrandingRow | null> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('gatehouse branding', 0))`)
  return findBranding(db)
}

export async function findLogo(db: Database) {
  const [row] = await db
    .select({ bytes: branding.logo, type: branding.logoType, version: branding.logoDigest })
    .from(branding)
  if (row === undefined || row.bytes === null || row.type === null) return null
  return { bytes: row.bytes, type: row.type, version: row.version }
}

export async function writeBranding(db: Transaction, change: BrandingChange): Promise<void> {
  await db.insert(branding).values(change).onConflictDoUpdate({ target: branding.id, set: change })
}
