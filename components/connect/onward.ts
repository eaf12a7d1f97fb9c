/** A page of the company's that the seller is offered at the end of the way. */
export interface Onward {
  readonly href: string
  readonly host: string
}
