/** Why Gatehouse cannot work on a database. `message` says what is wrong, `next` what to do. */
export class ServerError extends Error {
  readonly code = 'server_unfit'
  readonly next: string

  constructor(message: string, next: string) {
    super(message)
    this.name = 'ServerError'
    this.next = next
  }
}
