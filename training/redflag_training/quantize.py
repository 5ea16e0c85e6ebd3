"""Weights as 8-bit integers: matrices by column, embeddings by row; activations are quantised as they come."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SMALLEST = 4096
"""Weights with fewer numbers stay as they are."""


def quantize(model: onnx.ModelProto) -> onnx.ModelProto:
    graph = model.graph
    weights = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    nodes, added, gone = [], [], set()
    uses: dict[str, int] = {}
    for node in graph.node:
        for name in node.input:
            uses[name] = uses.get(name, 0) + 1
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights and weights[node.input[1]].ndim == 2 and weights[node.input[1]].size >= SMALLEST:
            nodes.extend(_matmul(node, node.input[0], node.input[1], None, weights[node.input[1]], added))
            gone.add(node.input[1])
        elif node.op_type == "Gemm" and node.input[1] in weights and weights[node.input[1]].size >= SMALLEST:
            attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
            weight = weights[node.input[1]].T if attributes.get("transB") else weights[node.input[1]]
            nodes.extend(_matmul(node, node.input[0], node.input[1], node.input[2] if len(node.input) > 2 else None, weight, added))
            gone.add(node.input[1])
        elif node.op_type == "Gather" and node.input[0] in weights and weights[node.input[0]].ndim == 2 and weights[node.input[0]].size >= SMALLEST:
            nodes.extend(_gather(node, weights[node.input[0]], added))
            gone.add(node.input[0])
        else:
            nodes.append(node)
    used = {name for node in nodes for name in node.input}
    kept, seen = [], set()
    for t in [*graph.initializer, *added]:
        if t.name in used and t.name not in seen:
            seen.add(t.name)
            kept.append(t)
    del graph.node[:]
    graph.node.extend(nodes)
    del graph.initializer[:]
    graph.initializer.extend(kept)
    onnx.checker.check_model(model)
    return model


def _matmul(node, data, name, bias, weight, added):
    scale = np.maximum(np.abs(weight).max(axis=0), 1e-8).astype(np.float32) / 127
    p = node.output[0]
    added.append(numpy_helper.from_array(np.round(weight / scale).astype(np.int8), name + "_q"))
    added.append(numpy_helper.from_array(scale, name + "_scale"))
    made = [
        helper.make_node("DynamicQuantizeLinear", [data], [p + "_x", p + "_xs", p + "_xz"]),
        helper.make_node("MatMulInteger", [p + "_x", name + "_q", p + "_xz"], [p + "_i"]),
        helper.make_node("Cast", [p + "_i"], [p + "_f"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [p + "_xs", name + "_scale"], [p + "_s"]),
        helper.make_node("Mul", [p + "_f", p + "_s"], [p if bias is None else p + "_m"]),
    ]
    if bias is not None:
        made.append(helper.make_node("Add", [p + "_m", bias], [p]))
    return made


def _gather(node, table, added):
    name, p = node.input[0], node.output[0]
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8).astype(np.float32) / 127
    if not any(t.name == name + "_q" for t in added):
        added.append(numpy_helper.from_array(np.round(table / scale).astype(np.int8), name + "_q"))
        added.append(numpy_helper.from_array(scale, name + "_scale"))
    return [
        helper.make_node("Gather", [name + "_q", node.input[1]], [p + "_q"], axis=0),
        helper.make_node("Cast", [p + "_q"], [p + "_f"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [name + "_scale", node.input[1]], [p + "_s"], axis=0),
        helper.make_node("Mul", [p + "_f", p + "_s"], [p]),
    ]
