/** Why a command can't continue. The message is for people and says what to do. */
export class StartError extends Error {
  readonly code = 'cannot_start'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartError'
  }
}
