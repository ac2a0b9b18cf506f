// The camera of the door: looks for a code a few times a second, and says in a word why it cannot.
import { onBeforeUnmount, onMounted, shallowReactive, type ShallowRef } from 'vue'
import type { Decode } from './decoder'

export type CameraTrouble = 'insecure' | 'denied' | 'missing' | 'busy' | 'decoder'
interface CameraState {
  /** Null while it starts or runs. */
  trouble: CameraTrouble | null
  isOn: boolean
  hasTorch: boolean
  isLit: boolean
}
const LOOK_MS = 140

const troubleOf = (error: unknown): CameraTrouble => {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'busy'
}
// The torch is not in the standard's types, but Android has it.
interface Torch {
  torch?: boolean
}
const hasTorch = (track: MediaStreamTrack | undefined): boolean =>
  (track?.getCapabilities() as Torch | undefined)?.torch === true

async function setTorch(track: MediaStreamTrack | undefined, torch: boolean): Promise<boolean> {
  const wanted: Torch = { torch }
  try {
    await track?.applyConstraints({ advanced: [wanted as MediaTrackConstraintSet] })
    return track !== undefined
  } catch {
    return false
  }
}
/** A stream, or why there is none. Without https there is no camera at all, whatever the person allows. */
async function openCamera(): Promise<MediaStream | CameraTrouble> {
  if (!('mediaDevices' in navigator)) return 'insecure'
  const video = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } }
  return navigator.mediaDevices.getUserMedia({ video, audio: false }).catch(troubleOf)
}

export function useCamera(
  video: Readonly<ShallowRef<HTMLVideoElement | null>>,
  found: (text: string) => void,
) {
  const state = shallowReactive<CameraState>({ trouble: null, isOn: false, hasTorch: false, isLit: false })
  let stream: MediaStream | null = null
  let decode: Decode | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let isGone = false

  async function decoder(): Promise<Decode> {
    return (decode ??= await (await import('./decoder')).loadDecoder())
  }
  async function look(): Promise<void> {
    const element = video.value
    if (isGone || element === null || decode === null) return
    if (element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && document.visibilityState === 'visible') {
      const text = await decode(element).catch(() => null)
      if (text !== null && !isGone) found(text)
    }
    timer = setTimeout(() => void look(), LOOK_MS)
  }
  async function start(): Promise<void> {
    stop()
    state.trouble = null
    const opened = await openCamera()
    if (typeof opened === 'string') {
      state.trouble = opened
      return
    }
    stream = opened
    if (isGone || video.value === null) return stop()
    video.value.srcObject = opened
    await video.value.play().catch(() => undefined)
    Object.assign(state, { isOn: true, hasTorch: hasTorch(opened.getVideoTracks()[0]) })
    await decoder().catch(() => (state.trouble = 'decoder'))
    await look()
  }
  function stop(): void {
    clearTimeout(timer)
    stream?.getTracks().forEach((track) => track.stop())
    stream = null
    Object.assign(state, { isOn: false, isLit: false, hasTorch: false })
  }
  async function light(): Promise<void> {
    if (await setTorch(stream?.getVideoTracks()[0], !state.isLit)) state.isLit = !state.isLit
  }
  /** A picture out of the album or taken by the phone's own camera. Null when no code is in it. */
  async function readPhoto(file: File): Promise<string | null> {
    const [image, read] = await Promise.all([createImageBitmap(file), decoder()])
    return read(image)
  }
  onMounted(() => void start())
  onBeforeUnmount(() => {
    isGone = true
    stop()
  })
  return { state, start, light, readPhoto }
}
