// The three verdicts are told apart by ear: one high tone, two tones, one low and long. No files, so nothing to load at a gate.
export type Sound = 'yes' | 'kept' | 'no'

const NOTES: Record<Sound, readonly { at: number; hertz: number; seconds: number }[]> = {
  yes: [{ at: 0, hertz: 1320, seconds: 0.16 }],
  kept: [
    { at: 0, hertz: 880, seconds: 0.12 },
    { at: 0.18, hertz: 660, seconds: 0.16 },
  ],
  no: [{ at: 0, hertz: 220, seconds: 0.55 }],
}
const SHAKES: Record<Sound, number[]> = { yes: [60], kept: [50, 60, 50], no: [320] }
const LOUDNESS = 0.35

export function createTones() {
  let context: AudioContext | null = null

  function play(
    { at, hertz, seconds }: { at: number; hertz: number; seconds: number },
    on: AudioContext,
  ): void {
    const from = on.currentTime + at
    const tone = new OscillatorNode(on, { type: 'triangle', frequency: hertz })
    const loudness = new GainNode(on, { gain: 0 })
    loudness.gain.setValueAtTime(0, from)
    loudness.gain.linearRampToValueAtTime(LOUDNESS, from + 0.01)
    loudness.gain.setValueAtTime(LOUDNESS, from + seconds - 0.03)
    loudness.gain.linearRampToValueAtTime(0, from + seconds)
    tone.connect(loudness).connect(on.destination)
    tone.start(from)
    tone.stop(from + seconds)
  }
  return {
    /** Browsers let a page sound only after a touch; each touch tries. */
    wake(): void {
      context ??= new AudioContext()
      if (context.state === 'suspended') void context.resume()
    },
    sound(which: Sound, aloud: boolean): void {
      navigator.vibrate?.(SHAKES[which])
      if (!aloud || context === null || context.state !== 'running') return
      for (const note of NOTES[which]) play(note, context)
    },
    close(): void {
      void context?.close()
    },
  }
}
