/** From a stored proof to its PDF, drawn from the signed text itself, which goes along inside the file. */
import { dateIn, ZONE } from '../../../kernel/local-date.ts'
import type { ProofContent } from '../certificates.rules.ts'
import type { ProofSigner } from '../signing.ts'

export interface Printable {
  proof: { contentText: string; signature: Buffer; signingKeyId: string; supersededAt: Date | null }
  secret: string
  verifyUrl: string
  verifyPage: string
}
export type ProofPrinter = (printable: Printable) => Promise<Buffer>

/** Typefaces and drawing are loaded with the first paper, not with the program. */
export function proofPrinter({ publicKey }: Pick<ProofSigner, 'publicKey'>): ProofPrinter {
  return async ({ proof, ...rest }) => {
    const [{ newPaper }, { drawProof }] = await Promise.all([
      import('./sheet.ts'),
      import('./proof-paper.ts'),
    ])
    const content = JSON.parse(proof.contentText) as ProofContent
    const issuedAt = new Date(content.issuedAt)
    const paper = newPaper({
      title: `志愿服务记录证明 ${content.proofNumber}`,
      author: content.unitName,
      createdAt: issuedAt,
    })
    const { supersededAt } = proof
    drawProof(paper, {
      content,
      supersededOn: supersededAt === null ? null : dateIn(ZONE, supersededAt),
      ...rest,
    })
    const signed = {
      content: proof.contentText,
      algorithm: 'Ed25519',
      signature: proof.signature.toString('base64url'),
      signingKeyId: proof.signingKeyId,
      publicKey: publicKey.toString('base64url'),
    }
    paper.doc.file(Buffer.from(JSON.stringify(signed)), {
      name: 'signature.json',
      type: 'application/json',
      creationDate: issuedAt,
      modifiedDate: issuedAt,
    })
    return paper.finish()
  }
}
