interface Named {
  readonly label: string | null
  readonly storeName: string | null
  readonly sellingPartnerId: string | null
}

/** The name that operators chose for a selling partner, else its store’s, else its id; null: it has none of them. */
export function knownName({ label, storeName, sellingPartnerId }: Named): string | null {
  return label ?? (storeName || sellingPartnerId)
}

/** Only a pasted token comes without an id. Other records lose theirs when the seller’s data is deleted. */
export function partnerName(row: Named & { readonly workflow: string }): string {
  return knownName(row) ?? (row.workflow === 'self' ? 'Without a merchant token' : 'Deleted seller')
}
