{{/*
Bytes of a memory amount in Kubernetes' spelling (1.5Gi, 512Mi, 1G) or Redis' (1536mb, 2gb, 100k, plain bytes).
Takes (dict "amount" TEXT "field" NAME); NAME is for the complaint. Both spellings agree where they meet: k, M and G are
powers of ten; kb, mb and gb, as Ki, Mi and Gi, powers of two.
*/}}
{{- define "clipper.bytes" -}}
{{- $text := toString .amount }}
{{- if kindIs "float64" .amount }}
{{- $text = printf "%.0f" .amount }}
{{- end }}
{{- if not (regexMatch "^[0-9]+(\\.[0-9]+)?(Ki|Mi|Gi|Ti|[kKmMgGtT]?[bB]?)$" $text) }}
{{- fail (printf "%s: %q is no amount of memory; write it as 1.5Gi, 1536Mi or 1536mb" .field $text) }}
{{- end }}
{{- $number := regexFind "^[0-9.]+" $text | float64 }}
{{- $unit := regexReplaceAll "^[0-9.]+" $text "" | lower }}
{{- $factors := dict "" 1 "b" 1 "k" 1000 "m" 1000000 "g" 1000000000 "t" 1000000000000
  "ki" 1024 "mi" 1048576 "gi" 1073741824 "ti" 1099511627776
  "kb" 1024 "mb" 1048576 "gb" 1073741824 "tb" 1099511627776 }}
{{- mulf $number (get $factors $unit | float64) | floor | int64 }}
{{- end }}

{{/* maxmemory as Redis reads it: it refuses to start with 1.5Gi, 1536Mi or 1.5gb. Takes Redis' values. */}}
{{- define "clipper.maxmemory" -}}
{{- $bytes := include "clipper.bytes" (dict "amount" .config.maxmemory "field" "redis.config.maxmemory") | int64 }}
{{- with (dig "resources" "limits" "memory" "" .) }}
{{- $limit := include "clipper.bytes" (dict "amount" . "field" "redis.resources.limits.memory") | int64 }}
{{- if ge $bytes $limit }}
{{- fail (printf "redis.config.maxmemory (%v) must stay below redis.resources.limits.memory (%v): Redis needs room beside its data, or the kernel kills it; three quarters of the limit is the most that is usual" $.config.maxmemory .) }}
{{- end }}
{{- end }}
{{- if eq (mod $bytes 1048576) 0 }}{{ div $bytes 1048576 }}mb{{ else }}{{ $bytes }}{{ end }}
{{- end }}
