"""Outbox and subscribers: how rooms speak upward."""
