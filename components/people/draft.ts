/** What was typed into a form whose sender had been signed out meanwhile. */
export interface Draft {
  /** Of the page with the form. */
  readonly path: string
  readonly values: Readonly<Record<string, string>>
}
