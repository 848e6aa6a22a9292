"""HTTP to service and back."""
