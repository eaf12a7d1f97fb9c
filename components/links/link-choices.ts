/** What a new connect link can be made for. */
export interface LinkChoices {
  readonly applications: readonly {
    readonly id: string
    readonly name: string
    readonly partnerTypes: readonly string[]
    readonly returnAddresses: readonly string[]
  }[]
  /** The first ones by name. */
  readonly accounts: readonly { readonly id: string; readonly name: string }[]
  /** How long it may live, in days. */
  readonly lives: readonly number[]
}
