{{/*
All of a stateless component: settings, Deployment, autoscalers, budget, Service.
Takes (dict "root" $ "component" NAME "container" NAME "values" VALUES "env" LIST).
*/}}
{{- define "clipper.web" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "clipper.metadata" . | nindent 2 }}
data:
  {{- range $key, $value := .values.config }}
  {{ $key }}: {{ toString $value | quote }}
  {{- end }}
---
{{ include "clipper.web.deployment" . }}
{{- if .values.autoscaling.enabled }}
---
{{ include "clipper.web.autoscaler" . }}
{{- end }}
{{- if and .values.verticalPodAutoscaler.enabled (.root.Capabilities.APIVersions.Has "autoscaling.k8s.io/v1") }}
---
{{ include "clipper.web.verticalAutoscaler" . }}
{{- end }}
{{ include "clipper.budget" . }}
{{ include "clipper.service" (merge (dict "targetPort" .values.service.targetPort "portName" "http") .) }}
{{- end }}

{{- define "clipper.web.deployment" -}}
{{- $app := dict "app" .component -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "clipper.metadata" . | nindent 2 }}
spec:
  {{- if not .values.autoscaling.enabled }}
  replicas: {{ .values.replicaCount }}
  {{- end }}
  selector:
    matchLabels: {app: {{ .component }}}
  {{- with .values.strategy }}
  strategy:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  template:
    metadata:
      labels:
        {{- merge $app .values.podLabels | toYaml | nindent 8 }}
      annotations:
        checksum/config: {{ .values.config | toJson | sha256sum }}
        {{- with .values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      terminationGracePeriodSeconds: {{ .values.terminationGracePeriodSeconds }}
      {{- with include "clipper.placement" .values | trim }}
      {{- . | nindent 6 }}
      {{- end }}
      {{- if .values.spreadOverZones }}
      topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: ScheduleAnyway
        labelSelector:
          matchLabels: {app: {{ .component }}}
      {{- end }}
      containers:
      - name: {{ .container }}
        image: {{ include "clipper.image" (dict "root" .root "image" .values.image) }}
        imagePullPolicy: {{ .values.image.pullPolicy }}
        ports:
        - name: http
          containerPort: {{ .values.service.targetPort }}
        envFrom:
        - configMapRef:
            name: {{ .component }}
        {{- with concat .env .values.extraEnv }}
        env:
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- with include "clipper.resources" .values | trim }}
        {{- . | nindent 8 }}
        {{- end }}
        {{- with .values.readinessProbe }}
        readinessProbe:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with .values.livenessProbe }}
        livenessProbe:
          {{- toYaml . | nindent 10 }}
        {{- end }}
{{- end }}

{{- define "clipper.web.autoscaler" -}}
{{- $scaling := .values.autoscaling }}
{{- if gt (int $scaling.minReplicas) (int $scaling.maxReplicas) }}
{{- fail (printf "%s: autoscaling.minReplicas (%v) is above autoscaling.maxReplicas (%v)" .component $scaling.minReplicas $scaling.maxReplicas) }}
{{- end -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  {{- include "clipper.metadata" . | nindent 2 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ .component }}
  minReplicas: {{ $scaling.minReplicas }}
  maxReplicas: {{ $scaling.maxReplicas }}
  metrics:
  {{- range $resource, $target := dict "cpu" $scaling.targetCPUUtilizationPercentage "memory" $scaling.targetMemoryUtilizationPercentage }}
  {{- if $target }}
  - type: Resource
    resource:
      name: {{ $resource }}
      target:
        type: Utilization
        averageUtilization: {{ $target }}
  {{- end }}
  {{- end }}
  {{- with $scaling.targetRequestsPerSecond }}
  - type: Pods
    pods:
      metric:
        name: http_requests_per_second
      target:
        type: AverageValue
        averageValue: {{ . | quote }}
  {{- end }}
  {{- with $scaling.metrics }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- with $scaling.behavior }}
  behavior:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "clipper.web.verticalAutoscaler" -}}
{{- $vertical := .values.verticalPodAutoscaler -}}
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata:
  {{- include "clipper.metadata" (merge (dict "name" (printf "%s-vpa" .component)) .) | nindent 2 }}
spec:
  targetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ .component }}
  updatePolicy:
    updateMode: {{ $vertical.updateMode | quote }}
  resourcePolicy:
    containerPolicies:
    - containerName: {{ .container }}
      {{- with $vertical.minAllowed }}
      minAllowed:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $vertical.maxAllowed }}
      maxAllowed:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      controlledResources:
        {{- toYaml $vertical.controlledResources | nindent 8 }}
{{- end }}
