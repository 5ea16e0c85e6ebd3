"""The combiner: what was measured becomes calibrated probabilities, by boosted trees inside an ONNX graph."""
from dataclasses import dataclass

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from .features import NAMES

RISING = (
    "recall", "recallAboveOthers", "likeness", "newRecall", "newRecallAboveOthers", "exact", "exactAboveOthers",
    "odds", "likenessToPositive", "likenessLead", "positiveAboveOthers", "oddsOfPositive",
)
"""What can only raise a probability. Exemplars that look right and are not share many words with a criterion; without this, so would
the trees learn, an answer in the rubric's own words would be taken for one of them."""
FALLING = ("contradiction", "oddsOfNegative")
FLAG, OMISSION, REFERENCE = NAMES.index("isRedFlag"), NAMES.index("isOmission"), NAMES.index("isReference")
OF_REFERENCE = ("recall", "newRecall", "exact")
"""What judges a sentence of a bare model answer: other people's answers are too unlike ours for more."""


@dataclass
class Head:
    """Boosted trees and the line that calibrates their sum: P = sigmoid(slope × sum + offset)."""
    name: str
    model: HistGradientBoostingClassifier
    slope: float
    offset: float

    def probability(self, features: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-(self.slope * self.model.decision_function(features) + self.offset)))


def fit(name: str, features: np.ndarray, target: np.ndarray, groups: np.ndarray, seed: int, falls_with_coverage: bool = False) -> tuple[Head, np.ndarray]:
    """Fits one head; its calibration comes from folds by question. Returns it with the out-of-fold probabilities."""
    constraints = [0] * len(NAMES) if falls_with_coverage else [1 if n in RISING else -1 if n in FALLING else 0 for n in NAMES]

    def model():
        return HistGradientBoostingClassifier(
            max_iter=160, learning_rate=0.05, max_leaf_nodes=8, min_samples_leaf=30, l2_regularization=5.0, monotonic_cst=constraints, random_state=seed)

    sums = np.zeros(len(target))
    for learn, hold in GroupKFold(5).split(features, target, groups):
        sums[hold] = model().fit(features[learn], target[learn]).decision_function(features[hold])
    line = LogisticRegression(C=10.0).fit(sums[:, None], target)
    head = Head(name, model().fit(features, target), float(line.coef_[0, 0]), float(line.intercept_[0]))
    return head, line.predict_proba(sums[:, None])[:, 1]


@dataclass
class Line:
    """A weighted sum of a few measures: P = sigmoid(weights · features + offset)."""
    weights: np.ndarray
    offset: float


def fit_line(features: np.ndarray, target: np.ndarray, weight: np.ndarray) -> Line:
    """target: how much is covered, 0 to 1. Each row counts as so much of a positive and the rest of a negative one."""
    at = [NAMES.index(name) for name in OF_REFERENCE]
    twice = np.concatenate([features[:, at], features[:, at]])
    model = LogisticRegression(C=10.0, max_iter=2000).fit(
        twice, np.r_[np.ones(len(target)), np.zeros(len(target))], sample_weight=np.r_[target * weight, (1 - target) * weight])
    weights = np.zeros(len(NAMES), dtype=np.float32)
    weights[at] = model.coef_[0]
    return Line(weights, float(model.intercept_[0]))


def _ensemble(head: Head, output: str):
    a = {k: [] for k in ("nodes_treeids", "nodes_nodeids", "nodes_featureids", "nodes_values", "nodes_modes", "nodes_truenodeids", "nodes_falsenodeids",
                         "target_treeids", "target_nodeids", "target_ids", "target_weights")}
    for tree, (predictor,) in enumerate(head.model._predictors):
        for number, node in enumerate(predictor.nodes):
            leaf = bool(node["is_leaf"])
            a["nodes_treeids"].append(tree)
            a["nodes_nodeids"].append(number)
            a["nodes_featureids"].append(0 if leaf else int(node["feature_idx"]))
            a["nodes_values"].append(0.0 if leaf else float(np.float32(node["num_threshold"])))
            a["nodes_modes"].append("LEAF" if leaf else "BRANCH_LEQ")
            a["nodes_truenodeids"].append(0 if leaf else int(node["left"]))
            a["nodes_falsenodeids"].append(0 if leaf else int(node["right"]))
            if leaf:
                a["target_treeids"].append(tree)
                a["target_nodeids"].append(number)
                a["target_ids"].append(0)
                a["target_weights"].append(float(node["value"]))
    return helper.make_node(
        "TreeEnsembleRegressor", ["features"], [output], domain="ai.onnx.ml", n_targets=1,
        base_values=[float(np.ravel(head.model._baseline_prediction)[0])], **a)


def graph(partly: Head, covered: Head, flag: Head, omission: Head, reference: Line) -> onnx.ModelProto:
    """features [criteria, F] → probabilities [criteria, 2]: P(at least partly) and P(covered); for red flags both are P(raised)."""
    nodes, constants = [], []

    def constant(name, value, kind=np.float32):
        constants.append(numpy_helper.from_array(np.asarray(value, dtype=kind), name))
        return name

    for head in (partly, covered, flag, omission):
        p = head.name
        nodes += [
            _ensemble(head, p + "_sum"),
            helper.make_node("Mul", [p + "_sum", constant(p + "_slope", [[head.slope]])], [p + "_scaled"]),
            helper.make_node("Add", [p + "_scaled", constant(p + "_offset", [[head.offset]])], [p + "_logit"]),
            helper.make_node("Sigmoid", [p + "_logit"], [p + "_p"]),
        ]
    nodes += [
        helper.make_node("MatMul", ["features", constant("reference_weights", reference.weights[:, None])], ["reference_sum"]),
        helper.make_node("Add", ["reference_sum", constant("reference_offset", [[reference.offset]])], ["reference_logit"]),
        helper.make_node("Sigmoid", ["reference_logit"], ["reference_p"]),
        helper.make_node("Gather", ["features", constant("reference_at", [REFERENCE], np.int64)], ["is_reference"], axis=1),
        helper.make_node("Greater", ["is_reference", constant("half", [[0.5]])], ["reference_row"]),
        helper.make_node("Min", [partly.name + "_p", covered.name + "_p"], ["covered_at_most"]),
        helper.make_node("Gather", ["features", constant("flag_at", [FLAG], np.int64)], ["is_flag"], axis=1),
        helper.make_node("Gather", ["features", constant("omission_at", [OMISSION], np.int64)], ["is_omission"], axis=1),
        helper.make_node("Greater", ["is_flag", "half"], ["flag_row"]),
        helper.make_node("Greater", ["is_omission", "half"], ["omission_row"]),
        helper.make_node("Where", ["omission_row", omission.name + "_p", flag.name + "_p"], ["raised"]),
        helper.make_node("Where", ["reference_row", "reference_p", partly.name + "_p"], ["point_partly"]),
        helper.make_node("Where", ["reference_row", "reference_p", "covered_at_most"], ["point_covered"]),
        helper.make_node("Where", ["flag_row", "raised", "point_partly"], ["first"]),
        helper.make_node("Where", ["flag_row", "raised", "point_covered"], ["second"]),
        helper.make_node("Concat", ["first", "second"], ["probabilities"], axis=1),
    ]
    model = helper.make_model(
        helper.make_graph(
            nodes, "combiner",
            [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["criteria", len(NAMES)])],
            [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["criteria", 2])], constants),
        opset_imports=[helper.make_opsetid("", 14), helper.make_opsetid("ai.onnx.ml", 1)])
    model.ir_version = 7
    onnx.checker.check_model(model)
    return model
