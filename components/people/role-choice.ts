export interface RoleChoice {
  readonly id: string
  readonly label: string
  readonly hint: string
}
