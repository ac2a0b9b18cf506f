import { defineConfig } from '@playwright/test'
import { CAMERA_FILE } from './camera.ts'
import { findBrowser } from './browser.ts'

const browser = await findBrowser()
const camera = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${CAMERA_FILE}`,
]

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './start.ts',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  // One file after another in each; while a volunteer serves a minute, the other goes on.
  workers: 2,
  forbidOnly: true,
  retries: 0,
  reporter: [['list']],
  outputDir: '../test-results',
  use: {
    actionTimeout: 20_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser.executablePath,
      args: [...browser.args, ...camera],
      env: browser.env,
    },
  },
})
