// What a cell of a stacked table calls itself where its head is not shown; see table.css.
import 'vue'

declare module 'vue' {
  interface TdHTMLAttributes {
    'data-label'?: string
  }
}
