// Walking through the steps of the form: entered in any order, each checked when it is left, a fault leads back to its field.
import { computed, nextTick, reactive, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Problem } from '../../../api/types'
import { useFieldErrors } from '../../../lib/field-errors'
import type { Faults } from './form-faults'
import { fieldName, isStep, STEPS, stepOf, type Step } from './form-steps'
import type { ProjectForm } from './project-form'

interface Walked {
  form: ProjectForm
  faults: () => Faults
  element: Readonly<Ref<HTMLFormElement | null>>
  /** Every step was filled in before. */
  isFilled?: boolean
}
/** The step stands in the address, so that a reload stays on it and the way back leads to the one before. */
function useStep() {
  const route = useRoute()
  const router = useRouter()
  const step = computed<Step>(() => (isStep(route.query['step']) ? route.query['step'] : 'what'))
  const addressOf = (one: Step) => ({ query: { ...route.query, step: one } })
  return {
    step,
    following: computed(() => STEPS[STEPS.indexOf(step.value) + 1]),
    before: computed(() => STEPS[STEPS.indexOf(step.value) - 1]),
    goTo: (one: Step): void => void router.push(addressOf(one)),
    /** In the place of the step before. */
    turnTo: (one: Step) => router.replace(addressOf(one)),
  }
}

/** What each step is: to come, done, or with a fault. What is wrong is said from when the step was left on. */
function useMarks({ form, faults, isFilled = false }: Walked) {
  const found = computed(faults)
  const errors = useFieldErrors(
    () => found.value,
    () => form,
  )
  const wrongFields = computed(() => Object.keys(found.value).filter((field) => found.value[field] !== null))
  const left = reactive(new Set<Step>(isFilled ? STEPS : []))
  const served = ref<Step | null>(null)
  const isWrong = (one: Step) =>
    served.value === one || wrongFields.value.some((field) => stepOf(field) === one)
  const stateOf = (one: Step) => (!left.has(one) ? 'todo' : isWrong(one) ? 'wrong' : 'done')
  watch(
    () => form,
    () => (served.value = null),
    { deep: true },
  )
  return {
    errors,
    wrongFields,
    left,
    served,
    states: computed(() => STEPS.map((step) => ({ step, state: stateOf(step) }) as const)),
    leave(one: Step): void {
      left.add(one)
      for (const field of wrongFields.value) if (stepOf(field) === one) errors.show(field)
    },
  }
}

export function useFormWalk(walked: Walked) {
  const { element } = walked
  const { step, following, before, goTo, turnTo } = useStep()
  const { errors, wrongFields, left, served, states, leave } = useMarks(walked)
  watch(
    step,
    (_, one) => {
      leave(one)
      element.value?.scrollIntoView({ block: 'start' })
      element.value?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
    },
    { flush: 'post' },
  )
  async function next(): Promise<void> {
    const isRight = await errors.pass(element.value, (field) => stepOf(field) === step.value)
    if (isRight && following.value !== undefined) goTo(following.value)
    else left.add(step.value)
  }
  /** To the first step with a fault, its first field focused. */
  async function mend(fields: readonly string[]): Promise<void> {
    const first = STEPS.find((one) => fields.some((field) => stepOf(field) === one))
    if (first === undefined) return
    await turnTo(first)
    await nextTick()
    await errors.focusFirst(element.value)
  }
  /** A reason of the server, at its field. */
  async function serve(problem: Problem): Promise<void> {
    const { field } = problem.facts
    if (typeof field !== 'string') return
    const name = fieldName(field)
    errors.serve(name, problem)
    served.value = stepOf(name)
    left.add(stepOf(name))
    await mend([name])
  }
  /** Whether all is right; else to where it is not. */
  async function isRight(): Promise<boolean> {
    if (wrongFields.value.length === 0) return true
    for (const one of STEPS) leave(one)
    await mend(wrongFields.value)
    return false
  }
  const isWhole = computed(() => wrongFields.value.length === 0)
  return { errors, step, following, before, states, goTo, next, serve, isRight, isWhole }
}
