// fake-metrics: a tiny aggregated API server that serves simulated metrics.k8s.io/v1beta1,
// custom.metrics.k8s.io/v1beta2 (pods only) and external.metrics.k8s.io/v1beta1.
// Usage of a pod = total load of its workload (ns + label "app") / number of its Ready pods
// (so the metric answers to scaling), or the fixed annotation sim/cpu.
// Control (plain HTTP, loopback): POST /load?ns=&app=&cpu=<millicores total>, POST /scale?permille=N (all loads),
// POST /ext?metric=&value=, POST /custom?ns=&app=&metric=&total=, GET /stats.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math/big"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/selection"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
)

type obj = map[string]any

var (
	kubeconfig = flag.String("kubeconfig", "", "")
	listen     = flag.String("listen", "127.0.0.1:10449", "")
	control    = flag.String("control", "127.0.0.1:10448", "")
	defCPU     = flag.Int64("default-pod-cpu-milli", 10, "")

	mu       sync.RWMutex
	load     = map[string]int64{} // ns/app -> total millicores
	custom   = map[string]int64{} // ns/app/metric -> total milli-units
	ext      = map[string]int64{} // metric -> milli-units
	permille = int64(1000)

	pods, nodes cache.Indexer
	podReqs     atomic.Int64
	allReqs     atomic.Int64
)

func ready(p *corev1.Pod) bool {
	if p.Status.Phase != corev1.PodRunning || p.DeletionTimestamp != nil {
		return false
	}
	for _, c := range p.Status.Conditions {
		if c.Type == corev1.PodReady {
			return c.Status == corev1.ConditionTrue
		}
	}
	return false
}

func appKey(p *corev1.Pod) string { return p.Namespace + "/" + p.Labels["app"] }

func readyPods(k string) int64 {
	l, _ := pods.ByIndex("app", k)
	n := int64(0)
	for _, o := range l {
		if ready(o.(*corev1.Pod)) {
			n++
		}
	}
	return max(n, 1)
}

func podCPU(p *corev1.Pod, n map[string]int64) int64 {
	if a, ok := p.Annotations["sim/cpu"]; ok {
		if v, err := strconv.ParseInt(a, 10, 64); err == nil {
			return v
		}
	}
	k := appKey(p)
	mu.RLock()
	t, ok := load[k]
	pm := permille
	mu.RUnlock()
	if !ok {
		return *defCPU * pm / 1000
	}
	if _, ok := n[k]; !ok {
		n[k] = readyPods(k)
	}
	return t * pm / 1000 / n[k]
}

func sel(r *http.Request) labels.Selector {
	s, err := labels.Parse(r.URL.Query().Get("labelSelector"))
	if err != nil {
		return labels.Nothing()
	}
	return s
}

func find(ns string, s labels.Selector) []*corev1.Pod {
	var l []any
	if ns != "" {
		app := ""
		rs, _ := s.Requirements()
		for _, q := range rs {
			if q.Key() == "app" && (q.Operator() == selection.Equals || q.Operator() == selection.DoubleEquals || q.Operator() == selection.In) && q.Values().Len() == 1 {
				app = q.Values().UnsortedList()[0]
			}
		}
		if app != "" {
			l, _ = pods.ByIndex("app", ns+"/"+app)
		} else {
			l, _ = pods.ByIndex(cache.NamespaceIndex, ns)
		}
	} else {
		l = pods.List()
	}
	out := make([]*corev1.Pod, 0, len(l))
	for _, o := range l {
		p := o.(*corev1.Pod)
		if ready(p) && s.Matches(labels.Set(p.Labels)) {
			out = append(out, p)
		}
	}
	return out
}

func podMetrics(p *corev1.Pod, n map[string]int64, ts string) obj {
	cpu := podCPU(p, n)
	cs := []any{}
	for i, c := range p.Spec.Containers {
		v := int64(0)
		if i == 0 {
			v = cpu
		}
		mem := p.Annotations["sim/memory"]
		if mem == "" {
			mem = "64Mi"
		}
		cs = append(cs, obj{"name": c.Name, "usage": obj{"cpu": fmt.Sprintf("%dm", v), "memory": mem}})
	}
	return obj{"kind": "PodMetrics", "apiVersion": "metrics.k8s.io/v1beta1", "metadata": obj{"name": p.Name, "namespace": p.Namespace, "labels": p.Labels, "creationTimestamp": ts}, "timestamp": ts, "window": "15s", "containers": cs}
}

func send(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
}

func status(w http.ResponseWriter, code int, msg string) {
	send(w, code, obj{"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": msg, "reason": "NotFound", "code": code})
}

func api(w http.ResponseWriter, r *http.Request) {
	allReqs.Add(1)
	ts := time.Now().UTC().Format(time.RFC3339)
	p := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	res := func(gv string, rs ...any) { send(w, 200, obj{"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": gv, "resources": rs}) }
	if len(p) == 1 && (p[0] == "readyz" || p[0] == "healthz" || p[0] == "livez") {
		fmt.Fprint(w, "ok")
		return
	}
	if len(p) < 3 || p[0] != "apis" {
		status(w, 404, "not found")
		return
	}
	n := map[string]int64{}
	rest := p[3:]
	switch p[1] {
	case "metrics.k8s.io":
		verbs := []string{"get", "list"}
		switch {
		case len(rest) == 0:
			res("metrics.k8s.io/v1beta1", obj{"name": "nodes", "singularName": "", "namespaced": false, "kind": "NodeMetrics", "verbs": verbs}, obj{"name": "pods", "singularName": "", "namespaced": true, "kind": "PodMetrics", "verbs": verbs})
		case rest[0] == "nodes":
			use := map[string]int64{}
			for _, o := range pods.List() {
				if q := o.(*corev1.Pod); ready(q) {
					use[q.Spec.NodeName] += podCPU(q, n)
				}
			}
			items := []any{}
			for _, o := range nodes.List() {
				nd := o.(*corev1.Node)
				if len(rest) > 1 && rest[1] != nd.Name || !sel(r).Matches(labels.Set(nd.Labels)) {
					continue
				}
				items = append(items, obj{"kind": "NodeMetrics", "apiVersion": "metrics.k8s.io/v1beta1", "metadata": obj{"name": nd.Name, "labels": nd.Labels, "creationTimestamp": ts}, "timestamp": ts, "window": "15s", "usage": obj{"cpu": fmt.Sprintf("%dm", use[nd.Name]), "memory": "1Gi"}})
			}
			if len(rest) > 1 {
				if len(items) == 1 {
					send(w, 200, items[0])
				} else {
					status(w, 404, "no such node")
				}
				return
			}
			send(w, 200, obj{"kind": "NodeMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "metadata": obj{}, "items": items})
		default:
			podReqs.Add(1)
			ns := ""
			if rest[0] == "namespaces" && len(rest) >= 3 {
				ns, rest = rest[1], rest[2:]
			}
			if len(rest) > 1 {
				if o, ok, _ := pods.GetByKey(ns + "/" + rest[1]); ok && ready(o.(*corev1.Pod)) {
					send(w, 200, podMetrics(o.(*corev1.Pod), n, ts))
				} else {
					status(w, 404, "no such pod")
				}
				return
			}
			items := []any{}
			for _, q := range find(ns, sel(r)) {
				items = append(items, podMetrics(q, n, ts))
			}
			send(w, 200, obj{"kind": "PodMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "metadata": obj{}, "items": items})
		}
	case "custom.metrics.k8s.io":
		if len(rest) < 5 || rest[0] != "namespaces" || rest[2] != "pods" {
			res("custom.metrics.k8s.io/v1beta2", obj{"name": "pods/requests", "singularName": "", "namespaced": true, "kind": "MetricValueList", "verbs": []string{"get"}})
			return
		}
		items := []any{}
		for _, q := range find(rest[1], sel(r)) {
			k := appKey(q)
			if _, ok := n[k]; !ok {
				n[k] = readyPods(k)
			}
			mu.RLock()
			v := custom[k+"/"+rest[4]] / n[k]
			mu.RUnlock()
			items = append(items, obj{"describedObject": obj{"kind": "Pod", "namespace": q.Namespace, "name": q.Name, "apiVersion": "/v1"}, "metric": obj{"name": rest[4], "selector": nil}, "timestamp": ts, "windowSeconds": 15, "value": fmt.Sprintf("%dm", v)})
		}
		send(w, 200, obj{"kind": "MetricValueList", "apiVersion": "custom.metrics.k8s.io/v1beta2", "metadata": obj{}, "items": items})
	case "external.metrics.k8s.io":
		if len(rest) < 3 {
			res("external.metrics.k8s.io/v1beta1", obj{"name": "externalmetrics", "singularName": "", "namespaced": true, "kind": "ExternalMetricValueList", "verbs": []string{"get"}})
			return
		}
		mu.RLock()
		v, ok := ext[rest[2]]
		mu.RUnlock()
		items := []any{}
		if ok {
			items = append(items, obj{"metricName": rest[2], "metricLabels": obj{}, "timestamp": ts, "value": fmt.Sprintf("%dm", v)})
		}
		send(w, 200, obj{"kind": "ExternalMetricValueList", "apiVersion": "external.metrics.k8s.io/v1beta1", "metadata": obj{}, "items": items})
	default:
		status(w, 404, "not found")
	}
}

func ctl(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	num := func(k string) int64 { v, _ := strconv.ParseInt(q.Get(k), 10, 64); return v }
	mu.Lock()
	defer mu.Unlock()
	switch r.URL.Path {
	case "/load":
		load[q.Get("ns")+"/"+q.Get("app")] = num("cpu")
	case "/scale":
		permille = num("permille")
	case "/ext":
		ext[q.Get("metric")] = num("value") * 1000
	case "/custom":
		custom[q.Get("ns")+"/"+q.Get("app")+"/"+q.Get("metric")] = num("total") * 1000
	case "/stats":
		send(w, 200, obj{"pods": len(pods.ListKeys()), "nodes": len(nodes.ListKeys()), "podRequests": podReqs.Load(), "requests": allReqs.Load(), "permille": permille, "loads": len(load)})
		return
	default:
		http.NotFound(w, r)
		return
	}
	fmt.Fprintln(w, "ok")
}

// selfSigned makes a certificate for this run: its APIServices skip verification.
func selfSigned() tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		log.Fatal(err)
	}
	t := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"localhost"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, t, t, &key.PublicKey, key)
	if err != nil {
		log.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func main() {
	flag.Parse()
	cfg, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	if err != nil {
		log.Fatal(err)
	}
	cfg.ContentType = "application/vnd.kubernetes.protobuf"
	f := informers.NewSharedInformerFactoryWithOptions(kubernetes.NewForConfigOrDie(cfg), 0, informers.WithTransform(func(o any) (any, error) {
		if p, ok := o.(*corev1.Pod); ok {
			s := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: p.Name, Namespace: p.Namespace, Labels: p.Labels, Annotations: p.Annotations, DeletionTimestamp: p.DeletionTimestamp, ResourceVersion: p.ResourceVersion, UID: p.UID}}
			s.Spec.NodeName = p.Spec.NodeName
			for _, c := range p.Spec.Containers {
				s.Spec.Containers = append(s.Spec.Containers, corev1.Container{Name: c.Name})
			}
			s.Status.Phase, s.Status.Conditions = p.Status.Phase, p.Status.Conditions
			return s, nil
		}
		return o, nil
	}))
	pi, ni := f.Core().V1().Pods().Informer(), f.Core().V1().Nodes().Informer()
	pi.AddIndexers(cache.Indexers{"app": func(o any) ([]string, error) { return []string{appKey(o.(*corev1.Pod))}, nil }})
	pods, nodes = pi.GetIndexer(), ni.GetIndexer()
	f.Start(make(chan struct{}))
	f.WaitForCacheSync(make(chan struct{}))
	go func() { log.Fatal(http.ListenAndServe(*control, http.HandlerFunc(ctl))) }()
	tc := &tls.Config{Certificates: []tls.Certificate{selfSigned()}}
	s := &http.Server{Addr: *listen, Handler: http.HandlerFunc(api), TLSConfig: tc}
	log.Print("serving on ", *listen)
	log.Fatal(s.ListenAndServeTLS("", ""))
}
