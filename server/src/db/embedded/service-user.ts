/** PostgreSQL refuses to run as root, so a root process lends it an unprivileged user. */
import { readFileSync, statSync } from 'node:fs'
import { EmbeddedFault } from './faults.ts'

export interface ServiceUser {
  uid: number
  gid: number
}

/** The user PostgreSQL shall run as; undefined when the program itself is unprivileged and runs it as its own. */
export function serviceUserFor(clusterFolder: string): ServiceUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  // A cluster made earlier keeps its owner, for instance when the program was first run without root.
  const owner = statSync(clusterFolder, { throwIfNoEntry: false })
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (found === undefined) {
    throw new EmbeddedFault(
      'embedded_unsupported',
      'PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody. Run the program as another user, or set DATABASE_URL.',
    )
  }
  return { uid: Number(found[2]) >>> 0, gid: Number(found[3]) >>> 0 }
}
