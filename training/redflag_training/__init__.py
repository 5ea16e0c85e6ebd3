"""Builds the grader's model: text, tokenizer, embeddings, encoder, combiner, export and evaluation."""
