/** An expected "no". Thrown by actions, so the transaction rolls back; turned into problem+json at the door. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
  constructor(code: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.code = code
    this.facts = facts
  }
}

/** The bridge from a rule's answer to control flow. */
export function refuseIf(reason: string | null, facts?: Readonly<Record<string, unknown>>): void {
  if (reason !== null) throw new Refusal(reason, facts)
}
