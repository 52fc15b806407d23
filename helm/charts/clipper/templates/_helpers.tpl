{{/* Labels of every object. Takes (dict "root" $ "component" NAME). */}}
{{- define "clipper.labels" -}}
app: {{ .component }}
app.kubernetes.io/name: {{ .component }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: clipper
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* Name, namespace and labels. Takes (dict "root" $ "component" NAME ["name" OTHER]). */}}
{{- define "clipper.metadata" -}}
name: {{ .name | default .component }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "clipper.labels" . | nindent 2 }}
{{- end }}

{{- define "clipper.image" -}}
{{ printf "%s:%s" .image.repository (.image.tag | default .root.Chart.AppVersion) }}
{{- end }}

{{/* Where pods may run, as far as values say. Takes the component's values. */}}
{{- define "clipper.placement" -}}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "clipper.resources" -}}
{{- with .resources }}
resources:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* The claim of a StatefulSet's data. Takes (dict "persistence" VALUES). */}}
{{- define "clipper.claim" -}}
- metadata:
    name: data
  spec:
    accessModes: {{ toJson .persistence.accessModes }}
    {{- with .persistence.storageClassName }}
    storageClassName: {{ . }}
    {{- end }}
    resources:
      requests:
        storage: {{ .persistence.size }}
{{- end }}

{{/* A disruption budget. Takes (dict "root" $ "component" NAME "values" VALUES). */}}
{{- define "clipper.budget" -}}
{{- with .values.podDisruptionBudget }}
{{- if .enabled }}
{{- if and (hasKey . "minAvailable") (hasKey . "maxUnavailable") (not (kindIs "invalid" .minAvailable)) (not (kindIs "invalid" .maxUnavailable)) }}
{{- fail (printf "%s: podDisruptionBudget takes minAvailable or maxUnavailable, not both; set one of them to null" $.component) }}
{{- end }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "clipper.metadata" $ | nindent 2 }}
spec:
  {{- if not (kindIs "invalid" .minAvailable) }}
  minAvailable: {{ .minAvailable }}
  {{- else }}
  maxUnavailable: {{ .maxUnavailable }}
  {{- end }}
  selector:
    matchLabels: {app: {{ $.component }}}
{{- end }}
{{- end }}
{{- end }}

{{/* A Service. Takes (dict "root" $ "component" NAME "values" VALUES "targetPort" PORT "portName" NAME). */}}
{{- define "clipper.service" -}}
---
apiVersion: v1
kind: Service
metadata:
  {{- include "clipper.metadata" . | nindent 2 }}
  {{- with .values.service.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ .values.service.type }}
  selector: {app: {{ .component }}}
  ports:
  - name: {{ .portName }}
    port: {{ .values.service.port }}
    targetPort: {{ .targetPort }}
{{- end }}
