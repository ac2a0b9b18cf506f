/** Proofs over HTTP: issued and downloaded by their holder, checked by anybody, overtaken by a reversal. */
import type { App, Doors } from '../../http/app.ts'
import { originOf } from '../../http/origin.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { HourEntryId, ProofId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { normalizeNumber } from '../../kernel/public-number.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { issueProof, reverseHours } from './certificates.actions.ts'
import { verifyPath } from './certificates.rules.ts'
import * as shape from './certificates.shapes.ts'
import { findOwnProof, listOwnProofs } from './certificates.store.ts'
import { proofPrinter, type ProofPrinter } from './paper/printer.ts'
import { openSecret } from './secrets.ts'
import { proofSigner, type ProofSigner } from './signing.ts'
import { proofVerifier } from './verifying.ts'

const CHECKS = { max: 30, seconds: 60 }

export function certificatesRoutes(app: App, doors: Doors): void {
  const { perform, vault } = doors
  const signer = proofSigner(vault)
  ownProofs(app, doors, proofPrinter(signer))
  checks(app, doors, signer)

  app.route({
    method: 'POST',
    url: '/hours/:volunteerId/:hourEntryId/reverse',
    config: { audience: 'team', refuses: shape.reverseRefuses },
    schema: {
      operationId: 'reverseHours',
      tags: ['certificates'],
      params: shape.EntryParams,
      body: shape.ReverseBody,
      response: { 200: shape.ReversedShape },
    },
    handler: (request) =>
      perform(request.caller, reverseHours, {
        volunteerId: request.params.volunteerId as VolunteerId,
        hourEntryId: request.params.hourEntryId as HourEntryId,
        cause: request.body.cause,
      }),
  })

  app.route({
    method: 'POST',
    url: '/me/proofs',
    config: { audience: 'volunteer', refuses: shape.issueRefuses },
    schema: {
      operationId: 'issueProof',
      tags: ['certificates'],
      body: shape.IssueBody,
      response: { 201: shape.IssuedShape },
    },
    handler: async (request, reply) => {
      const { from, to } = request.body
      const proof = await perform(request.caller, issueProof, { from: localDate(from), to: localDate(to) })
      return reply.code(201).send(shape.showIssued(proof))
    },
  })
}

function ownProofs(app: App, { reader, vault, config }: Doors, print: ProofPrinter): void {
  app.route({
    method: 'GET',
    url: '/me/proofs',
    config: { audience: 'volunteer' },
    schema: {
      operationId: 'listMyProofs',
      tags: ['certificates'],
      querystring: shape.ProofsQuery,
      response: { 200: shape.ProofPage },
    },
    handler: async (request) => {
      const page = await listOwnProofs(reader, volunteerOf(request.caller.actor), request.query)
      return {
        ...page,
        items: page.items.map((proof) => shape.showProof(proof, openSecret(vault, proof.secretEnc))),
      }
    },
  })

  app.route({
    method: 'GET',
    url: '/me/proofs/:proofId/pdf',
    config: { audience: 'volunteer', refuses: shape.proofRefuses },
    schema: {
      operationId: 'downloadProof',
      tags: ['certificates'],
      params: shape.ProofParams,
      produces: ['application/pdf'],
    },
    handler: async (request, reply) => {
      const proofId = request.params.proofId as ProofId
      const proof = await findOwnProof(reader, volunteerOf(request.caller.actor), proofId)
      if (proof === undefined) throw new Refusal('proof_not_found')
      const origin = originOf(config.publicUrl, request)
      const secret = openSecret(vault, proof.secretEnc)
      const verifyUrl = origin + verifyPath(proof.proofNumber, secret)
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `attachment; filename="${proof.proofNumber}.pdf"`)
        .send(await print({ proof, secret, verifyUrl, verifyPage: `${new URL(origin).host}/verify` }))
    },
  })
}

/** For everybody: they need no account, and learn nothing without the secret. */
function checks(app: App, { reader, vault }: Doors, signer: ProofSigner): void {
  const verifier = proofVerifier(vault)

  app.route({
    method: 'GET',
    url: '/proofs/:proofNumber',
    config: { audience: 'public', limit: CHECKS },
    schema: {
      operationId: 'verifyProof',
      tags: ['certificates'],
      params: shape.NumberParams,
      querystring: shape.VerifyQuery,
      response: { 200: shape.VerifiedShape },
    },
    handler: async (request) => {
      const { proofNumber } = request.params
      const checked = await verifier.verify(reader, proofNumber, request.query.secret ?? '')
      return shape.showVerified(normalizeNumber(proofNumber), checked)
    },
  })

  app.route({
    method: 'GET',
    url: '/proof-key',
    config: { audience: 'public' },
    schema: { operationId: 'getProofKey', tags: ['certificates'], response: { 200: shape.ProofKeyShape } },
    handler: () => ({
      signingKeyId: signer.keyId,
      algorithm: 'Ed25519' as const,
      publicKey: signer.publicKey.toString('base64url'),
    }),
  })
}
