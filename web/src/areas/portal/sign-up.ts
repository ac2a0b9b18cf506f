// What the page of a project knows about signing up: which shift is chosen, what stands in the way, and the deed.
// The choice is part of the address, so that it survives signing in and works without script.
import { computed, reactive, ref } from 'vue'
import { useRoute } from 'vue-router'
import { useDeed } from '../../api/deed'
import { useStore } from '../../api/store'
import type { Output } from '../../api/types'

export type Project = Output<'getProject'>
export type Position = Project['positions'][number]
export type Shift = Position['shifts'][number]
export interface Choice {
  position: Position
  shift: Shift
}
/** What is asked at the click: what the shift asks for, and always the risk. */
export type Ask = Shift['whyNot']['asks'][number] | 'risk'
export interface Answers {
  code: string
  qualification: boolean
  guardian: boolean
  risk: boolean
}

/** Reasons that lie with the person and not with the shift: choosing goes on, the step that is missing is offered. */
const PERSONAL: ReadonlySet<string> = new Set(['signed_out', 'not_verified', 'no_team', 'wrong_door'])
const STANDING: ReadonlySet<string> = new Set([
  'applied',
  'entered',
  'admitted',
  'waiting',
  'offered',
  'served',
])

export const isStanding = (shift: Shift): boolean => shift.mine !== null && STANDING.has(shift.mine.status)
/** A place that is held for somebody who has still to answer is no free one. */
export const leftOf = ({ headcount, admitted, held }: Shift): number =>
  Math.max(0, headcount - admitted - held)
/** What stands under a shift that cannot be chosen; reasons of the person are said once, in the card. */
export function reasonOfShift(shift: Shift): string | null {
  const { signUp } = shift.whyNot
  if (isStanding(shift) || signUp === null) return null
  if (!PERSONAL.has(signUp)) return signUp
  return leftOf(shift) === 0 && !shift.waits ? 'shift_full' : null
}
export const canChoose = (shift: Shift): boolean => !isStanding(shift) && reasonOfShift(shift) === null

export const choicesOf = (project: Project | undefined): Choice[] =>
  (project?.positions ?? []).flatMap((position) => position.shifts.map((shift) => ({ position, shift })))

/** A guest is told nothing personal; that the time is over is no secret, and is said before signing in. */
export function seenByGuest(project: Project, now: number): Project {
  const reasonOf = ({ endsAt, whyNot, cancelReason, awaitsDraw }: Shift) => {
    if (whyNot.signUp !== 'signed_out') return whyNot.signUp
    if (project.status === 'cancelled') return 'project_cancelled'
    if (cancelReason !== null) return 'shift_cancelled'
    if (Date.parse(endsAt) <= now) return 'shift_over'
    if (awaitsDraw && Date.parse(project.drawAt ?? '') <= now) return 'draw_under_way'
    return Date.parse(project.recruitUntil) <= now ? 'recruiting_over' : whyNot.signUp
  }
  const positions = project.positions.map((position) => ({
    ...position,
    shifts: position.shifts.map((shift) => ({
      ...shift,
      whyNot: { ...shift.whyNot, signUp: reasonOf(shift) },
    })),
  }))
  return { ...project, positions }
}

/** The asked one if it is there, else the only one there is to choose. */
export function chosenOf(choices: readonly Choice[], asked: unknown): Choice | null {
  const found = choices.find(({ shift }) => shift.shiftId === asked)
  if (found !== undefined) return found
  const mine = choices.find(({ shift }) => isStanding(shift))
  if (mine !== undefined) return mine
  const open = choices.filter(({ shift }) => canChoose(shift))
  return open.length === 1 ? (open[0] ?? null) : null
}

/** The reason that holds for every shift alike, such as that the time to sign up is over. */
export function commonReason(choices: readonly Choice[]): string | null {
  const reasons = new Set(choices.map(({ shift }) => shift.whyNot.signUp))
  const [only] = reasons
  return reasons.size === 1 && only !== undefined ? only : null
}

export const asksOf = (choice: Choice | null): Ask[] =>
  choice === null ? [] : [...choice.shift.whyNot.asks, 'risk']
/** In the order in which they stand in the card, so that the first leads to where the eye begins. */
export const unansweredOf = (asks: readonly Ask[], answers: Answers): Ask[] =>
  asks.filter((ask) => (ask === 'code' ? answers.code.trim() === '' : !answers[ask]))

export function useSignUp(project: () => Project | undefined) {
  const route = useRoute()
  const store = useStore()
  const signUp = useDeed('signUp', { touches: ['getProject', 'listMySignUps'] })
  const answers = reactive<Answers>({ code: '', qualification: false, guardian: false, risk: false })
  const isPressed = ref(false)
  const choices = computed(() => choicesOf(project()))
  const choice = computed(() => chosenOf(choices.value, route.query['shift']))
  const why = computed(() =>
    choice.value === null ? commonReason(choices.value) : choice.value.shift.whyNot.signUp,
  )
  const asks = computed(() => asksOf(choice.value))
  const unanswered = computed(() => unansweredOf(asks.value, answers))

  async function press(): Promise<'unanswered' | 'refused' | 'sent'> {
    isPressed.value = unanswered.value.length > 0
    const { value } = choice
    const current = project()
    if (value === null || current === undefined || unanswered.value.length > 0) return 'unanswered'
    const answer = await signUp.run({
      path: { projectId: current.projectId },
      body: {
        shiftId: value.shift.shiftId,
        startsAt: value.shift.startsAt,
        riskAccepted: true,
        ...(asks.value.includes('code') ? { code: answers.code.trim() } : {}),
        ...(asks.value.includes('qualification') ? { declaresQualified: true } : {}),
        ...(asks.value.includes('guardian') ? { guardianPresent: true } : {}),
      },
    })
    // The page shows the new time, so that the next press means it.
    if (!answer.ok && answer.code === 'shift_moved') await store.invalidate(['getProject'])
    return answer.ok ? 'sent' : 'refused'
  }
  return reactive({
    choice,
    why,
    whyFacts: computed(() => (choice.value ?? choices.value[0])?.shift.whyNot.facts ?? {}),
    hasOpen: computed(() => choices.value.some(({ shift }) => canChoose(shift))),
    mine: computed(() =>
      choice.value !== null && isStanding(choice.value.shift) ? choice.value.shift.mine : null,
    ),
    asks,
    answers,
    writeCode: (code: string) => {
      answers.code = code
      signUp.clear()
    },
    tick: (ask: Exclude<Ask, 'code'>, value: boolean) => {
      answers[ask] = value
    },
    unanswered,
    /** The button was pressed while something was not answered yet. */
    isPressed,
    deed: signUp,
    press,
  })
}
export type SignUp = ReturnType<typeof useSignUp>
